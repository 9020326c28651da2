package dev.tollgate.edge.gemini;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.NativeRequest;

/**
 * A request to generate content.
 *
 * @param chat the same as a chat request
 * @param sent as the client wrote it
 * @param names the client's names of the chat request's fields
 * @param thoughtsIncluded whether the client wants to read what the model thinks
 */
record GenerateContentRequest(ChatRequest chat, NativeRequest sent, SentNames names, boolean thoughtsIncluded) {}
