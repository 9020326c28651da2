/**
 * OpenAI's endpoints for images, audio and moderations, and Cohere's and Jina's for rankings. Bodies are JSON or forms with files.
 * Start at {@link dev.tollgate.edge.media.MediaEndpoints}.
 */
@NullMarked
package dev.tollgate.edge.media;

import org.jspecify.annotations.NullMarked;
