package dev.didact.engine.internal.recipe;

import dev.didact.engine.Place;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.document.Node;
import dev.didact.engine.internal.document.Problems;
import dev.didact.engine.internal.document.SchemaCheck;
import dev.didact.engine.internal.document.YamlReader;
import dev.didact.engine.internal.price.Price;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// The prices of models that a person keeps in files, by the name of the model and the host of its endpoint.
///
/// @param entries in the order in which they are looked at
public record PriceTable(List<Entry> entries) {
    /// The name of the files.
    public static final String FILE = "prices.yaml";

    /// A price.
    ///
    /// @param model name of the model at its endpoint
    /// @param host host of the endpoint, with its port or without; empty for every endpoint
    /// @param price what its answers cost
    record Entry(String model, Optional<String> host, Price price) {}

    /// Reads the tables of some folders, those that have one; what stands in an earlier one holds before what stands in
    /// a later one.
    ///
    /// @throws ProblemException if one of them is wrong or cannot be read
    public static PriceTable read(List<Path> folders) {
        var problems = new Problems();
        List<Entry> entries = new ArrayList<>();
        for (Path folder : folders) {
            entries.addAll(entries(folder.resolve(FILE), problems));
        }
        problems.throwIfAny();
        return new PriceTable(List.copyOf(entries));
    }

    private static List<Entry> entries(Path file, Problems problems) {
        Node.Mapping document;
        try {
            document = YamlReader.readMapping(file.toString(), Files.readAllBytes(file), "a price table");
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw Problems.failure("E200", "it cannot be read: " + e.getMessage(), new Place(file.toString(), 1, 1, 1));
        }
        var wrong = new Problems();
        JsonNode schema = RecipeSchema.table().path("$defs").path("prices");
        SchemaCheck.check(document, schema, RecipeSchema.table(), "a price table", wrong);
        wrong.throwIfAny();
        var prices = new Prices(problems);
        return new Block(document, schema)
                .blocks("prices").stream()
                        .map(block -> new Entry(
                                block.text("model"),
                                block.scalar("host").map(Node.Scalar::text),
                                prices.read(block.node())))
                        .toList();
    }

    /// The price of each model of a recipe that has one: what the recipe says, else what stands here under its name and
    /// host, else under its name.
    public Map<String, Price> of(Recipe recipe) {
        Map<String, Price> prices = new TreeMap<>();
        recipe.models()
                .forEach((name, model) ->
                        model.price().or(() -> find(model.component())).ifPresent(price -> prices.put(name, price)));
        return prices;
    }

    private Optional<Price> find(Component component) {
        JsonNode with = component.effective();
        return find(with.path("model").asString(""), with.path("base-url").asString(""));
    }

    /// The price of a model.
    ///
    /// @param model its name at its endpoint
    /// @param address address of the endpoint
    Optional<Price> find(String model, String address) {
        List<String> hosts = hosts(address);
        return first(model, entry -> entry.host().filter(hosts::contains).isPresent())
                .or(() -> first(model, entry -> entry.host().isEmpty()));
    }

    private Optional<Price> first(String model, Predicate<Entry> fits) {
        return entries.stream()
                .filter(entry -> entry.model().equals(model))
                .filter(fits)
                .findFirst()
                .map(Entry::price);
    }

    /// How a host may be named: `localhost`, `localhost:8000`.
    private static List<String> hosts(String address) {
        try {
            URI uri = new URI(address);
            return uri.getHost() == null ? List.of() : List.of(uri.getHost(), uri.getHost() + ":" + uri.getPort());
        } catch (URISyntaxException e) {
            return List.of();
        }
    }
}
