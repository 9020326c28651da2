package dev.tollgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.GatewayException;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExchangeChannelTest {
    private final List<String> received = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final CallerRunsEventLoop loop = new CallerRunsEventLoop(failures::add);
    private Runnable onWrite = () -> {};

    private final class Recorder implements ResponseReceiver {
        @Override
        public void begin(ResponseHead head) {
            received.add("head " + head.status());
        }

        @Override
        public void write(byte[] bytes) {
            onWrite.run();
            received.add(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public void flush() {
            received.add("flush");
        }

        @Override
        public void end() {
            received.add("end");
        }

        @Override
        public void fail(GatewayException because) {
            received.add("failed");
        }
    }

    private ExchangeChannel channel(boolean hasBody) {
        ExchangeChannel channel = new ExchangeChannel(new Recorder(), hasBody, failures::add);
        loop.execute(() -> {
            var _ = loop.register(channel);
        });
        return channel;
    }

    private void send(ExchangeChannel channel, Object... messages) {
        loop.execute(() -> {
            for (Object message : messages) {
                var _ = channel.write(message);
            }
            channel.flush();
        });
    }

    private static Object head(int status) {
        return new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
    }

    private static Object text(String text) {
        return new DefaultHttpContent(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }

    @Test
    void whatTheServerWritesReachesTheReceiverInOrder() {
        send(channel(true), head(200), text("a"), text("b"), LastHttpContent.EMPTY_LAST_CONTENT);

        assertThat(received).containsExactly("head 200", "a", "b", "end", "flush");
    }

    @Test
    void theResponseToHeadEndsWithItsHead() {
        send(channel(false), head(200), text("a"), LastHttpContent.EMPTY_LAST_CONTENT);

        assertThat(received).containsExactly("head 200", "end", "flush");
    }

    @Test
    void anInterimResponseIsNoEnd() {
        send(
                channel(true),
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE),
                head(200),
                LastHttpContent.EMPTY_LAST_CONTENT);

        assertThat(received).containsExactly("head 200", "end", "flush");
    }

    @Test
    void aReceiverThatFailsInAnyWayClosesTheChannel() {
        ExchangeChannel channel = channel(true);
        onWrite = () -> {
            throw new OutOfMemoryError("in a test");
        };
        send(channel, head(200), text("a"));

        assertThat(channel.isActive()).isFalse();
        assertThat(received).containsExactly("head 200", "failed");
        assertThat(failures).singleElement().isInstanceOf(OutOfMemoryError.class);
    }
}
