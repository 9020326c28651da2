/**
 * The admin API: its endpoints, and how their requests and answers look in JSON. Start reading at
 * {@link dev.tollgate.admin.api.LoginEndpoint}.
 */
@NullMarked
package dev.tollgate.admin.api;

import org.jspecify.annotations.NullMarked;
