"""The data and the layout of the bundled sample workbooks: one district, twenty communes, the year 2022."""
