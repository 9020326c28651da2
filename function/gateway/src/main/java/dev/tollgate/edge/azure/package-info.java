/**
 * The paths of Azure's OpenAI service. Quarkus calls {@link dev.tollgate.edge.azure.DeploymentsEndpoint} for those with a
 * deployment, which calls the endpoints of {@code edge}. {@link dev.tollgate.edge.azure.AzureApi} says which of OpenAI's paths the
 * others are; the filter of API paths calls it.
 */
@NullMarked
package dev.tollgate.edge.azure;

import org.jspecify.annotations.NullMarked;
