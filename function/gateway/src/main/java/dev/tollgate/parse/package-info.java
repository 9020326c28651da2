/**
 * Reads numbers, times, URLs and names that others write: callers, providers, operators and tables. Whatever the text is, a parser
 * returns a value within its bounds or none; it throws nothing, and takes time in proportion to the text's length. The package also
 * holds the one user of the JDK's SHA-256, {@link dev.tollgate.parse.Sha256Digest}.
 * All packages may call it; {@code ParserRulesTest} keeps the JDK's own parsers, which hold none of this, out of them.
 * Start reading at {@link dev.tollgate.parse.NumberParser}.
 */
@NullMarked
package dev.tollgate.parse;

import org.jspecify.annotations.NullMarked;
