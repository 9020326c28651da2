package dev.tollgate.openai;

/**
 * Port: edits a text that comes in pieces: {@code add* end}. It returns each part as soon as nothing that follows can change it.
 *
 * <p>How the text is cut does not matter: what all calls return, joined, is the same for every cut.
 */
public interface StreamEditor {

    /**
     * Takes the next piece, and returns what of the text is final now; often the piece itself.
     *
     * @throws GatewayException {@code CONTENT_POLICY_VIOLATION} if the text may not be shown
     */
    String add(String piece);

    /** Returns the rest: nothing follows for now. What follows later is read with what was before it. */
    String end();
}
