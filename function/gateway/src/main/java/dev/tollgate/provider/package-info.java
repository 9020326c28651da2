/**
 * What all provider APIs have in common: the adapters' interfaces, the HTTP client, and the catalog of known providers.
 * {@code pipeline} and {@code failover} call it; the packages below it implement {@link dev.tollgate.provider.ProviderKind}.
 * Start reading at {@link dev.tollgate.provider.ChatAdapter}, then at {@link dev.tollgate.provider.ReplyDecoder}.
 */
@NullMarked
package dev.tollgate.provider;

import org.jspecify.annotations.NullMarked;
