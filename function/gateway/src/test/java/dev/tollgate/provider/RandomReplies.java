package dev.tollgate.provider;

import java.util.Random;

/** Random replies of one kind of provider, for {@link ReplyLawTest}. */
public interface RandomReplies {

    /** The adapter that decodes the replies. */
    ChatAdapter adapter();

    /** The next reply, which is the same for the same random numbers. */
    Written next(Random random);

    /** The same stream with some bytes changed: in a name, a bracket, a number or anything else. */
    default byte[] broken(byte[] stream, Random random) {
        return brokenText(stream, random);
    }

    /** Changes a few bytes. */
    static byte[] brokenText(byte[] bytes, Random random) {
        byte[] broken = bytes.clone();
        String likely = "x0\"{}[],:nul-. \n";
        for (int i = 0; i <= random.nextInt(3); i++) {
            broken[random.nextInt(broken.length)] = (byte) likely.charAt(random.nextInt(likely.length()));
        }
        return broken;
    }

    /**
     * One completion, buffered and streamed. Both may differ in details that do not affect the completion.
     *
     * @param whole the buffered reply
     * @param stream the streamed reply, with unknown fields and events
     * @param completeFrom the number of bytes of the stream after which the completion may count as complete
     */
    record Written(byte[] whole, byte[] stream, int completeFrom) {}
}
