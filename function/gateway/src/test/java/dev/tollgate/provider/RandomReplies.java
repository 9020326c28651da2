package dev.tollgate.provider;

import java.util.Random;

/** Random replies of one kind of provider, for {@link ReplyLawTest}. */
public interface RandomReplies {

    /** What reads them. */
    ChatAdapter adapter();

    /** The next one; the same for the same random numbers. */
    Written next(Random random);

    /** A stream that is not what it was: a name, a bracket, a number or anything else. */
    default byte[] broken(byte[] stream, Random random) {
        return brokenText(stream, random);
    }

    /** One to three bytes differ. */
    static byte[] brokenText(byte[] bytes, Random random) {
        byte[] broken = bytes.clone();
        String likely = "x0\"{}[],:nul-. \n";
        for (int i = 0; i <= random.nextInt(3); i++) {
            broken[random.nextInt(broken.length)] = (byte) likely.charAt(random.nextInt(likely.length()));
        }
        return broken;
    }

    /**
     * One answer, written in both ways; what does not matter to it may differ between them.
     *
     * @param whole the buffered reply
     * @param stream the streamed reply, with fields and events that nobody knows
     * @param completeFrom how many bytes of the stream must be there before the answer may count as complete
     */
    record Written(byte[] whole, byte[] stream, int completeFrom) {}
}
