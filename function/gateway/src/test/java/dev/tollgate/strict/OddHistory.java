package dev.tollgate.strict;

import com.fasterxml.jackson.databind.node.ArrayNode;

/** Conversations that clients send and OpenAI accepts, but that one provider or another rejects as they are. */
enum OddHistory {
    EMPTY_TEXT_PART("""
        {"role":"user","content":[{"type":"text","text":""},{"type":"text","text":"Hi"}]}\
        """),
    EMPTY_USER_MESSAGE("""
        {"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"},{"role":"user","content":""},
        {"role":"user","content":"And?"}\
        """),
    EMPTY_ANSWER("""
        {"role":"user","content":"Hi"},{"role":"assistant","content":""},{"role":"user","content":"And?"}\
        """),
    WHITE_SPACE("""
        {"role":"user","content":"Hi"},{"role":"assistant","content":" "},{"role":"user","content":" \\n"},
        {"role":"user","content":"And?"}\
        """),
    TWO_USER_MESSAGES("""
        {"role":"user","content":"Here is a file."},{"role":"user","content":"What is in it?"}\
        """),
    TWO_ANSWERS("""
        {"role":"user","content":"Hi"},{"role":"assistant","content":"Hello."},
        {"role":"assistant","content":"What is it?"},{"role":"user","content":"And?"}\
        """),
    INSTRUCTIONS_ONLY("""
        {"role":"system","content":"Say hello."}\
        """),
    INSTRUCTIONS_IN_THE_MIDDLE("""
        {"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"},
        {"role":"system","content":"Be brief."},{"role":"user","content":"And?"}\
        """),
    INSTRUCTIONS_AT_THE_END("""
        {"role":"user","content":"Hi"},{"role":"developer","content":"Be brief."}\
        """),
    EMPTY_INSTRUCTIONS("""
        {"role":"system","content":""},{"role":"user","content":"Hi"}\
        """),
    STARTS_WITH_AN_ANSWER("""
        {"role":"assistant","content":"Hello, what is it?"},{"role":"user","content":"Hi"}\
        """),
    NAMES("""
        {"role":"system","name":"rules","content":"Be brief."},{"role":"user","name":"ann","content":"Hi"},
        {"role":"assistant","name":"bot","content":"Hello"},{"role":"user","name":"bob","content":"And?"}\
        """),
    CACHE_CONTROL("""
        {"role":"user","content":[{"type":"text","text":"Hi","cache_control":{"type":"ephemeral"}}]},
        {"role":"assistant","content":"Hello","cache_control":{"type":"ephemeral"}},{"role":"user","content":"And?"}\
        """),
    REFUSAL("""
        {"role":"user","content":"Hi"},{"role":"assistant","content":null,"refusal":"I can't."},
        {"role":"user","content":"And?"}\
        """),
    SPOKEN_ANSWER("""
        {"role":"user","content":"Hi"},
        {"role":"assistant","content":null,"audio":{"id":"a1","transcript":"Hello."}},{"role":"user","content":"And?"}\
        """),
    STARTS_WITH_A_CALL("""
        {"role":"assistant","content":null,"tool_calls":[CALL]},
        {"role":"tool","tool_call_id":"call_0","content":"sunny"}\
        """),
    ARGUMENTS_THAT_ARE_NO_JSON("""
        {"role":"user","content":"Hi"},{"role":"assistant","content":null,"tool_calls":[{"id":"call_0",
        "type":"function","function":{"name":"get_weather","arguments":"{\\"city\\":"}}]},
        {"role":"tool","tool_call_id":"call_0","content":"Error: the arguments are cut off."}\
        """),
    NO_ARGUMENTS("""
        {"role":"user","content":"Hi"},{"role":"assistant","content":"","tool_calls":[{"id":"call_0",
        "type":"function","function":{"name":"get_weather","arguments":""}}]},
        {"role":"tool","tool_call_id":"call_0","content":"sunny"}\
        """),
    EMPTY_RESULT("""
        {"role":"user","content":"Hi"},{"role":"assistant","content":null,"tool_calls":[CALL]},
        {"role":"tool","tool_call_id":"call_0","content":""}\
        """),
    RESULT_IN_PARTS("""
        {"role":"user","content":"Hi"},{"role":"assistant","content":null,"tool_calls":[CALL]},
        {"role":"tool","tool_call_id":"call_0","content":[{"type":"text","text":"sunny"}]}\
        """),
    RESULTS_IN_ANOTHER_ORDER("""
        {"role":"user","content":"Hi"},{"role":"assistant","content":null,"tool_calls":[CALL,OTHER]},
        {"role":"tool","tool_call_id":"call_1","content":"rain"},
        {"role":"tool","tool_call_id":"call_0","content":"sunny"}\
        """),
    WORDS_AFTER_A_RESULT("""
        {"role":"user","content":"Hi"},{"role":"assistant","content":null,"tool_calls":[CALL]},
        {"role":"tool","tool_call_id":"call_0","content":"sunny"},{"role":"user","content":"Thanks. And Rome?"}\
        """),
    SAME_ID_IN_EVERY_TURN("""
        {"role":"user","content":"Hi"},{"role":"assistant","content":null,"tool_calls":[CALL]},
        {"role":"tool","tool_call_id":"call_0","content":"sunny"},
        {"role":"assistant","content":null,"tool_calls":[CALL]},
        {"role":"tool","tool_call_id":"call_0","content":"still sunny"}\
        """),
    LONG_FOREIGN_IDS("""
        {"role":"user","content":"Hi"},{"role":"assistant","content":null,"tool_calls":[{"id":
        "functions.get_weather:0|fc_0123456789abcdef0123456789abcdef0123456789abcdef","type":"function",
        "function":{"name":"get_weather","arguments":"{}"}}]},{"role":"tool","content":"sunny","tool_call_id":
        "functions.get_weather:0|fc_0123456789abcdef0123456789abcdef0123456789abcdef"}\
        """);

    private static final String CALL = """
        {"id":"call_0","type":"function","function":{"name":"get_weather","arguments":"{\\"city\\":\\"Oslo\\"}"}}\
        """;

    private final String messages;

    OddHistory(String messages) {
        this.messages = messages;
    }

    /** The messages of the request. */
    ArrayNode messages() {
        String all = messages.replace("CALL", CALL).replace("OTHER", CALL.replace("call_0", "call_1"));
        return (ArrayNode) AnthropicWire.parse("[" + all + "]");
    }
}
