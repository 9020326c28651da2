/**
 * The HTTP API: endpoints, readers of requests, writers of responses, headers and errors in OpenAI's schema. Quarkus calls the endpoints, and
 * they call the pipeline with a parsed request. Start at {@link dev.tollgate.edge.ChatEndpoint} and
 * {@link dev.tollgate.edge.ModelCallHandler}.
 */
@NullMarked
package dev.tollgate.edge;

import org.jspecify.annotations.NullMarked;
