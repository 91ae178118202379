"""Checks the form of a written document against Nghị định 30/2020/NĐ-CP: finds its elements, then measures each."""
