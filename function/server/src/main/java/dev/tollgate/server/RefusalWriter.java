package dev.tollgate.server;

import dev.tollgate.edge.ClientErrors;
import dev.tollgate.edge.ErrorResponse;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives the HTTP server's own refusals the form of all errors. It refuses what is no HTTP before any filter sees it, with a head and
 * no body, and has no place to change that. Every response of the gateway has a request id, so that it cannot be taken for one.
 */
final class RefusalWriter extends ChannelOutboundHandlerAdapter {
    private static final Pattern REFUSAL = Pattern.compile("HTTP/1\\.[01] (400|414|431) ");
    /** More than the head of a refusal has. */
    private static final int MAX_HEAD = 256;
    /** The place of the status in the head. */
    private static final int STATUS = 9;

    private final Clock clock;

    RefusalWriter(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
        if (message instanceof ByteBuf bytes && mayBeRefusal(bytes)) {
            String head = bytes.toString(StandardCharsets.ISO_8859_1);
            Matcher refusal = REFUSAL.matcher(head);
            if (refusal.lookingAt() && head.endsWith("\r\n\r\n") && !head.contains("x-request-id")) {
                bytes.release();
                String statusLine = head.substring(0, head.indexOf('\r'));
                var _ = context.write(response(statusLine, failure(refusal.group(1))), written);
                return;
            }
        }
        var _ = context.write(message, written);
    }

    /** Most of what leaves is a piece of an answer, and not copied for this. */
    private static boolean mayBeRefusal(ByteBuf bytes) {
        int size = bytes.readableBytes();
        return size > STATUS
                && size <= MAX_HEAD
                && bytes.getByte(bytes.readerIndex()) == 'H'
                && bytes.getByte(bytes.readerIndex() + STATUS) == '4';
    }

    private static GatewayException failure(String status) {
        return switch (status) {
            case "414" -> new GatewayException(ErrorKind.URI_TOO_LONG, "The path with its query is too long.");
            case "431" ->
                new GatewayException(ErrorKind.HEADERS_TOO_LARGE, "The headers are too large together, or too many.");
            default -> new GatewayException(ErrorKind.INVALID_VALUE, "The request is not valid HTTP/1.1.");
        };
    }

    private ByteBuf response(String statusLine, GatewayException failure) {
        ErrorResponse error = ClientErrors.unserved(clock.instant()).response(failure);
        StringBuilder head = new StringBuilder(statusLine).append("\r\n");
        error.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("content-length: ").append(error.body().length).append("\r\nconnection: close\r\n\r\n");
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        response.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        response.writeBytes(error.body());
        return Unpooled.wrappedBuffer(response.toByteArray());
    }
}
