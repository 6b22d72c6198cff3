/// Models behind endpoints, in four wire formats: OpenAI's chat completions, Anthropic's messages, Gemini's
/// `generateContent` and Ollama's chat. One request and one whole answer a call, never streamed.
///
/// A provider opens an [EndpointModel], which is the same for all. What differs is a [WireFormat]: it writes a call as
/// JSON and reads a [Choice] from JSON. [Body] holds what came to be whole JSON in UTF-8, [Failures] says of everything
/// that is no answer whether it may pass, stands in the way of the whole run, or lies in the request. Nothing here
/// tries again: that is the engine's business.
@NullMarked
package dev.didact.models.endpoints;

import org.jspecify.annotations.NullMarked;
