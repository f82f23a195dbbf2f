"""The craft of accounts: how a request proves who sends it. Above the models, below the API."""
