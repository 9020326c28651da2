/**
 * Tokens of the operator's issuer, which callers may present in place of a key: {@code auth} asks whose they are. Nothing of this is
 * used unless there is an issuer (docs/adr/0058). Start reading at {@link dev.tollgate.jwt.JwtCallers}.
 */
@NullMarked
package dev.tollgate.jwt;

import org.jspecify.annotations.NullMarked;
