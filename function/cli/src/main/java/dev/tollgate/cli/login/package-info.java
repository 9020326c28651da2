/**
 * Who the command line is at a gateway: profiles, the ways to log in, and the headers that prove it. The commands around logins
 * call it, and {@code remote} sends what it proves. Start reading at {@link dev.tollgate.cli.login.GatewayLogin}.
 */
@NullMarked
package dev.tollgate.cli.login;

import org.jspecify.annotations.NullMarked;
