package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One request as a provider receives it.
 *
 * @param model the provider's own name of the model, from the path or the body
 * @param streamed whether it asks for a stream
 */
public record ApiCall(String path, String model, boolean streamed, JsonNode body) {}
