/**
 * Who the command line is at a gateway: profiles, the ways to log in, and the headers that prove it.
 */
@NullMarked
package dev.tollgate.cli.login;

import org.jspecify.annotations.NullMarked;
