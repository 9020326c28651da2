package dev.tollgate.edge.responses;

import dev.tollgate.openai.NamespacedName;

/**
 * A tool as the client knows it. In chat, each of them is a function.
 *
 * @param custom whether its input is text and no JSON
 */
record ClientTool(NamespacedName name, boolean custom) {}
