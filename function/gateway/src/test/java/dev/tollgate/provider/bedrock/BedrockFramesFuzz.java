package dev.tollgate.provider.bedrock;

import dev.tollgate.openai.GatewayException;

/** AWS' frames are events, or a damaged reply. */
public final class BedrockFramesFuzz {
    private BedrockFramesFuzz() {}

    /** The entry point of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        BedrockFrames frames = new BedrockFrames("fuzzed");
        try {
            frames.feed(input);
            frames.end();
        } catch (GatewayException damaged) {
            return;
        }
    }
}
