package dev.tollgate.store;

import java.util.List;

/** Some documents of a partition. */
record DocumentPage(List<StoredDocument> documents, boolean last) {}
