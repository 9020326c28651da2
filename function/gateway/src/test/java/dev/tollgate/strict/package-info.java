/**
 * The APIs of all kinds of providers, as strict as the real ones, and the matrix of conversations that move from each kind to
 * each other. Only tests use this package.
 */
@NullMarked
package dev.tollgate.strict;

import org.jspecify.annotations.NullMarked;
