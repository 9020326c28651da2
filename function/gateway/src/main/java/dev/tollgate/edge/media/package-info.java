/**
 * OpenAI's endpoints for images, audio and moderations, and Cohere's and Jina's for rankings. Bodies are JSON or forms with files.
 * Quarkus calls the endpoints, and they call {@code ModelCall.media}, whose replies go on as they are. Start at
 * {@link dev.tollgate.edge.media.MediaEndpoints}.
 */
@NullMarked
package dev.tollgate.edge.media;

import org.jspecify.annotations.NullMarked;
