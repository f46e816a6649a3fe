"""A visitor's words as matching reads them: cut, stemmed, weighed, and compared with what is declared."""
