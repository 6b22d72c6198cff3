/// Models behind any endpoint that speaks the OpenAI chat protocol.
@NullMarked
package dev.didact.models.openai;

import org.jspecify.annotations.NullMarked;
