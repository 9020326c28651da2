/**
 * Content policies: what a request and its answer may contain. The pipeline has every request checked and masked before
 * anything of it leaves, and every answer restored on its way to the client. Start reading at
 * {@link dev.tollgate.guardrail.ContentPolicy}.
 */
@NullMarked
package dev.tollgate.guardrail;

import org.jspecify.annotations.NullMarked;
