package io.copyflow.launcher.chaos;

import io.copyflow.catalogue.TrustedClasses;
import io.copyflow.launcher.process.Samples;
import io.copyflow.schemas.directory.Channel;
import io.copyflow.schemas.directory.ChannelKind;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * The newsroom that works meanwhile: the sample, without drafts, as bots translate everything themselves, and its accounts
 * post as often as there is news.
 *
 * @param entries of its directory, by key
 */
record ChaosNewsroom(Map<String, SpecificRecord> entries) {

    /** What stories are written in. */
    static final String LANGUAGE = "en";

    static ChaosNewsroom make() {
        // Avro makes copies of entries by the names of their classes
        TrustedClasses.trust();
        Map<String, SpecificRecord> entries =
                new LinkedHashMap<>(Samples.newsroom().orRefuse().entries());
        entries.replaceAll((key, entry) -> switch (entry) {
            case Edition edition -> Samples.withoutDrafts(edition);
            case Channel channel
            when channel.getKind() == ChannelKind.SOCIAL ->
                Channel.newBuilder(channel).setPostsPerHour(0).build();
            default -> entry;
        });
        return new ChaosNewsroom(entries);
    }

    private <T extends SpecificRecord> Stream<T> all(Class<T> kind) {
        return entries.values().stream().filter(kind::isInstance).map(kind::cast);
    }

    List<Person> people() {
        return all(Person.class).toList();
    }

    List<Channel> channels() {
        return all(Channel.class).toList();
    }

    /** So many languages that stories are translated into. */
    List<String> targets(int count) {
        return all(Edition.class)
                .map(Edition::getLanguage)
                .filter(language -> !language.equals(LANGUAGE))
                .sorted()
                .limit(count)
                .toList();
    }

    /** These and the one that stories are written in. */
    Set<String> languages(int count) {
        Set<String> languages = new TreeSet<>(targets(count));
        languages.add(LANGUAGE);
        return languages;
    }
}
