"""发文: the life of an official document, from its draft to the archive, told in the words of flow and present."""
