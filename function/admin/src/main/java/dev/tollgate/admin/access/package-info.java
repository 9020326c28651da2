/**
 * Who may call the admin API: administrators with their roles, and the ways to log in. Quarkus calls the filter before each
 * endpoint of {@code api}, which then finds the administrator in the call. Start reading at
 * {@link dev.tollgate.admin.access.AccessFilter}.
 */
@NullMarked
package dev.tollgate.admin.access;

import org.jspecify.annotations.NullMarked;
