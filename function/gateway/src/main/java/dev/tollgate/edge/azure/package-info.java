/**
 * The paths of Azure's OpenAI service: {@link dev.tollgate.edge.azure.DeploymentsEndpoint} serves those with a deployment, and
 * {@link dev.tollgate.edge.azure.AzureApi} says which of OpenAI's paths the others are.
 */
@NullMarked
package dev.tollgate.edge.azure;

import org.jspecify.annotations.NullMarked;
