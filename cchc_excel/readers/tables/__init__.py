"""Tables of any kind: where their headers stand, which columns are meant; tables of communes, the sheets beside the scores."""
