/**
 * A month's usage of a team as an invoice. The command {@code tollgate invoice} writes it, once as a page and once as a
 * table for a spreadsheet.
 */
@NullMarked
package dev.tollgate.cli.invoice;

import org.jspecify.annotations.NullMarked;
