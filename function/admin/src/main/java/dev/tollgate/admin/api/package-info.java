/**
 * The admin API: its endpoints, and how their requests and answers look in JSON. The console, the command line and other programs
 * call it; the endpoints call the use cases in {@code admin}. Start reading at {@link dev.tollgate.admin.api.LoginEndpoint}.
 */
@NullMarked
package dev.tollgate.admin.api;

import org.jspecify.annotations.NullMarked;
