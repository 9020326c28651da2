/**
 * Scans of content by models and by providers' own engines, as content policies demand them. Each is a call of its own with a record
 * of its own, and the client gets nothing before its verdict. Start at {@link dev.tollgate.scanning.ContentScans}.
 */
@NullMarked
package dev.tollgate.scanning;

import org.jspecify.annotations.NullMarked;
