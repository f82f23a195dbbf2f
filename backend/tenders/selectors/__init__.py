"""Reading tenders: criteria, bidders, and, once they are open, results."""
