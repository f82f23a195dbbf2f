"""Differential item functioning: whether persons of equal standing answer an item differently by group."""
