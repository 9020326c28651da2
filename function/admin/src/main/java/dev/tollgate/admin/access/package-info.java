/**
 * Who may call the admin API: administrators with their roles, and the ways to log in. Start reading at
 * {@link dev.tollgate.admin.access.AccessFilter}.
 */
@NullMarked
package dev.tollgate.admin.access;

import org.jspecify.annotations.NullMarked;
