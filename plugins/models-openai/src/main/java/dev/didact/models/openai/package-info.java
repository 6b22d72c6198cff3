/// Models behind any endpoint that speaks the OpenAI chat protocol: `POST {base-url}/chat/completions`, not streamed.
///
/// [OpenAiProvider] opens a model; [ChatRequest] writes a call as JSON, [ChatAnswer] reads what came back, and
/// [Failures] says of everything that is no answer whether it may pass, stands in the way of the whole run, or lies in
/// the request. Nothing here tries again: that is the engine's business.
@NullMarked
package dev.didact.models.openai;

import org.jspecify.annotations.NullMarked;
