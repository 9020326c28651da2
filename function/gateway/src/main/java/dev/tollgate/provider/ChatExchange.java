package dev.tollgate.provider;

/**
 * One request to a provider without credentials, and what reads the reply.
 *
 * @param decoder decodes exactly this reply
 * @param events parses the events of exactly this reply, if it is streamed
 */
public record ChatExchange(UpstreamRequest request, ReplyDecoder decoder, EventParser events) {}
