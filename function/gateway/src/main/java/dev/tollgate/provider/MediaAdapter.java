package dev.tollgate.provider;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.MediaRequest;

/**
 * One provider's endpoint for images, speech, transcripts, moderations or a ranking. What the provider sends goes to the client as it
 * is; an adapter finds in it what the gateway must know. Like {@link ProviderApi}, it is pure.
 */
public interface MediaAdapter {

    /** The API that authorizes the requests and reads the errors: the one that chat uses too. */
    ProviderApi providerApi();

    /**
     * The request, without credentials.
     *
     * @param model the provider's own name for the model
     * @param unsupported collects each field that the provider does not support, so that none is dropped silently
     * @throws GatewayException of a 400 kind that names a field that the provider does not support
     */
    UpstreamRequest encode(MediaRequest request, String model, UnsupportedFields unsupported);

    /**
     * Reads a reply in one piece that is JSON or text.
     *
     * @throws GatewayException where the body is not a result, such as an error sent with status 200
     */
    MediaReply decode(MediaRequest request, byte[] body);

    /**
     * Reads one event of a streamed reply.
     *
     * @throws GatewayException what an event means that reports an error
     */
    default MediaEvent event(MediaRequest request, ReplyEvent event) {
        throw new GatewayException(
                ErrorKind.UPSTREAM_FAILED, providerApi().name() + " sent a stream to a request for none.");
    }
}
