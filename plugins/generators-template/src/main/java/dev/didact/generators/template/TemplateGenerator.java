package dev.didact.generators.template;

import dev.didact.api.Capabilities;
import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.DidactException;
import dev.didact.api.Generator;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// A generator that fills in a template and asks one question.
@Capabilities(reads = "prompt", reason = "reads the template that the recipe names")
@Contributes(
        id = "template",
        title = "Prompt template",
        description =
                "Fills a Mustache template with the item's texts and drawn columns, asks once, and takes the answer,"
                        + " or one field of it, as the sample.")
public final class TemplateGenerator implements Generator<TemplateConfig> {
    @Override
    public Session open(TemplateConfig config, Context context) throws DidactException {
        PromptTemplate prompt = config.prompt().isPresent()
                ? PromptTemplate.read(
                        "prompt",
                        config.prompt().get().toString(),
                        content(config.prompt().get(), context))
                : PromptTemplate.read("text", "text", config.text().orElse(""));
        Optional<PromptTemplate> system = Optional.empty();
        if (config.system().isPresent()) {
            system = Optional.of(
                    PromptTemplate.read("system", "system", config.system().get()));
        }
        return new TemplateSession(config, prompt, system, new Vary(config.vary(), context));
    }

    private static String content(Path file, Context context) throws DidactException {
        try {
            String text = Files.readString(context.base().resolve(file), StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException _) {
            throw new DidactException.Config(
                    "prompt", "there is no file '" + file + "'; it is looked for beside the recipe");
        } catch (CharacterCodingException _) {
            throw new DidactException.Config("prompt", "'" + file + "' is not UTF-8; convert it");
        } catch (IOException e) {
            throw new DidactException.Config("prompt", "'" + file + "' cannot be read: " + e.getMessage());
        }
    }
}
