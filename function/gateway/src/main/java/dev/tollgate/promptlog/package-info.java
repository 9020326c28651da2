/**
 * Requests and answers that an operator wants to keep, in their redacted form. The pipeline has a
 * {@link dev.tollgate.promptlog.KeptPrompt} listen to each call, and writes it after the client's last byte. Start at
 * {@link dev.tollgate.promptlog.PromptKeeper}.
 */
@NullMarked
package dev.tollgate.promptlog;

import org.jspecify.annotations.NullMarked;
