package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Sees a response on its way to the client, whichever provider it is from. It runs on the call's thread, before the client gets
 * what it returns. The gateway goes on to change the objects: what is to be kept has to be copied.
 */
public interface ResponseTap {

    /**
     * The next event of a streamed response. The last one is {@code response.completed}, {@code response.incomplete} or {@code
     * response.failed}, with the finished response in it; {@code error} where there is none.
     *
     * @return what the client gets; the same event or another one
     */
    ObjectNode event(ObjectNode event);

    /**
     * A response that is not streamed.
     *
     * @return what the client gets; the same response or another one
     */
    ObjectNode whole(ObjectNode response);
}
