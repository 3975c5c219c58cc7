package io.copyflow.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.process.Stages;
import io.copyflow.runtime.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who writes and reads which topic: the stages as they are, against the catalogue and the diagram. */
class FlowTest {

    /** Where people's commands come from, in the diagram. */
    private static final String ANYONE = "people, gateways, bots";

    @Test
    void every_topic_of_events_has_exactly_one_writing_stage_and_it_is_its_owner() {
        Map<String, List<String>> writers = new LinkedHashMap<>();
        for (Stage<?, ?, ?> stage : Stages.all()) {
            stage.outputs()
                    .forEach(topic -> writers.computeIfAbsent(topic.name(), name -> new ArrayList<>())
                            .add(stage.name()));
        }
        for (Topic<?> topic : Topics.typed()) {
            List<String> owned = Topics.STAGES.contains(topic.owner()) ? List.of(topic.owner()) : List.of();
            assertThat(writers.getOrDefault(topic.name(), List.of()))
                    .as(topic.name())
                    .isEqualTo(owned);
        }
    }

    @Test
    void every_input_has_a_writer_and_every_command_a_reader() {
        Set<String> written = Stages.all().stream()
                .flatMap(stage -> stage.outputs().stream())
                .map(Topic::name)
                .collect(Collectors.toSet());
        Set<String> read = Stages.all().stream()
                .flatMap(stage -> stage.inputs().stream())
                .map(Topic::name)
                .collect(Collectors.toSet());
        for (Stage<?, ?, ?> stage : Stages.all()) {
            for (Topic<?> input : stage.inputs()) {
                // receipts are the channels', which are no stage
                assertThat(written.contains(input.name())
                                || input.owner().equals(Topic.ANYONE)
                                || input.equals(Topics.DELIVERY_EVENTS))
                        .as("%s reads %s, which somebody writes", stage.name(), input.name())
                        .isTrue();
            }
        }
        for (Topic<?> topic : Topics.typed()) {
            if (topic.owner().equals(Topic.ANYONE)) {
                assertThat(read).as("a stage reads %s", topic.name()).contains(topic.name());
            }
        }
    }

    @Test
    void the_stages_are_those_of_the_catalogue() {
        assertThat(Stages.all()).extracting(Stage::name).isEqualTo(Topics.STAGES);
    }

    @Test
    void the_diagram_shows_the_topics_and_stages_there_are() throws IOException {
        StringBuilder diagram = new StringBuilder("```mermaid\nflowchart LR\n");
        diagram.append("    anyone([").append(ANYONE).append("])\n");
        diagram.append("    apply([copyflow apply])\n");
        for (Stage<?, ?, ?> stage : Stages.all()) {
            diagram.append("    %s[%s]%n".formatted(id(stage.name()), stage.name()));
        }
        diagram.append("    channels[channels]\n");
        diagram.append("    memory[translation memory]\n");
        diagram.append("    drafts[draft workers]\n");
        diagram.append("    import([copyflow memory import])\n");
        for (Topic<?> topic : Topics.typed()) {
            diagram.append("    %s[(%s)]%n".formatted(id(topic.name()), topic.name()));
        }
        for (Topic<?> topic : Topics.typed()) {
            if (topic.owner().equals(Topic.ANYONE)) {
                diagram.append(edge("anyone", topic.name()));
            }
        }
        for (Stage<?, ?, ?> stage : Stages.all()) {
            stage.inputs().forEach(topic -> diagram.append(edge(topic.name(), stage.name())));
            stage.outputs().forEach(topic -> diagram.append(edge(stage.name(), topic.name())));
        }
        diagram.append(edge(Topics.PUBLISHED.name(), "channels"));
        diagram.append(edge(Topics.KILLS.name(), "channels"));
        diagram.append(edge("channels", Topics.DELIVERY_EVENTS.name()));
        diagram.append(edge("apply", Topics.DIRECTORY.name()));
        diagram.append(edge("import", Topics.MEMORY_IMPORTS.name()));
        diagram.append(edge(Topics.MEMORY_IMPORTS.name(), "memory"));
        diagram.append(edge(Topics.MEMORY.name(), "memory"));
        diagram.append(edge(Topics.KILLS.name(), "memory"));
        diagram.append("    memory --> drafts\n");
        diagram.append(edge(Topics.DRAFT_REQUESTS.name(), "drafts"));
        diagram.append(edge(Topics.KILLS.name(), "drafts"));
        diagram.append(edge("drafts", Topics.TRANSLATION_COMMANDS.name()));
        // every stage reads the one and writes the other: four arrows less each
        diagram.append(
                "    %s -. read by every stage .-> stages{{every stage}}%n".formatted(id(Topics.DIRECTORY.name())));
        diagram.append("    stages -- refusals --> %s%n".formatted(id(Topics.REJECTIONS.name())));
        diagram.append("```\n");
        MadePart.isAsTheCodeHasIt("docs/architecture.md", "flow", diagram.toString());
    }

    @Test
    void the_table_of_stages_shows_what_each_reads_and_writes() throws IOException {
        StringBuilder table =
                new StringBuilder("| stage | aggregate | reads | writes | stores |\n|---|---|---|---|---|\n");
        for (Stage<?, ?, ?> stage : Stages.all()) {
            List<String> stores = new ArrayList<>(
                    List.of(stage.noun() + "-store", stage.noun() + "-timer-store", stage.noun() + "-mark-store"));
            stage.shelves().forEach(shelf -> stores.add(shelf.name()));
            table.append("| `%s` | %s | %s | %s | %s |%n"
                    .formatted(
                            stage.name(),
                            stage.noun(),
                            listed(stage.inputs().stream().map(Topic::name).toList()),
                            listed(stage.outputs().stream().map(Topic::name).toList()),
                            listed(stores)));
        }
        MadePart.isAsTheCodeHasIt("docs/architecture.md", "stages", table.toString());
    }

    private static String listed(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(" "));
    }

    private static String edge(String from, String to) {
        return "    %s --> %s%n".formatted(id(from), id(to));
    }

    private static String id(String name) {
        return name.replaceFirst("^copyflow\\.", "").replaceAll("[^a-z0-9]", "_");
    }
}
