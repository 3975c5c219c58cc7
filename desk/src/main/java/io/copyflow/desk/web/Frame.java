package io.copyflow.desk.web;

import io.copyflow.contract.Actor;
import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.Role;
import io.copyflow.desk.ask.Deed;
import io.copyflow.desk.ask.Told;
import io.copyflow.directory.Directory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every page has.
 *
 * @param words the desk's own words
 * @param title for the browser's tab
 * @param here which of the screens it is: {@code board}, {@code search} and so on
 * @param path the page's own, for coming back to it
 * @param person who works here; null where nobody was chosen yet
 * @param token what every form carries; empty where no form is accepted
 * @param vouchedFor whether people sign in, rather than say who they are
 * @param told what is to be said first; null for nothing
 * @param now when it is made
 * @param zone the time zone that times are shown in
 * @param directory names
 */
public record Frame(
        Words words,
        String title,
        String here,
        String path,
        @Nullable Actor person,
        String token,
        boolean vouchedFor,
        @Nullable Told told,
        Instant now,
        ZoneId zone,
        Directory directory) {

    public String say(String key, @Nullable Object... values) {
        return words.say(key, values);
    }

    public List<String> languages() {
        return Words.LANGUAGES;
    }

    public String ownName(String tag) {
        return Words.ownName(tag);
    }

    public String nameOf(String person) {
        return directory.nameOf(person);
    }

    public String personName() {
        return person == null ? "" : directory.nameOf(person.id());
    }

    public String newsroom() {
        var newsroom = directory.newsroom();
        return newsroom == null ? "Copyflow" : newsroom.getName();
    }

    public boolean is(Role... roles) {
        for (Role role : roles) {
            if (person != null && person.has(role)) {
                return true;
            }
        }
        return false;
    }

    /** Whether their roles allow any of it, in some language. */
    private boolean may(Deed... deeds) {
        return Arrays.stream(deeds).anyMatch(deed -> is(deed.roles().toArray(Role[]::new)));
    }

    public boolean mayWrite() {
        return may(Deed.SUBMIT);
    }

    public boolean mayTranslate() {
        return may(Deed.CLAIM, Deed.REASSIGN);
    }

    public boolean mayReview() {
        return may(Deed.APPROVE);
    }

    public boolean mayRelease() {
        return may(Deed.SCHEDULE);
    }

    public boolean maySign() {
        return may(Deed.SIGN_OFF, Deed.COUNTERSIGN);
    }

    /** The same as if it were made at another moment. */
    public Frame at(Instant moment) {
        return new Frame(words, title, here, path, person, token, vouchedFor, told, moment, zone, directory);
    }

    public String time(Instant at) {
        return words.time(at, now, zone);
    }

    public String wholeTime(Instant at) {
        return words.wholeTime(at, zone);
    }

    public String age(Instant since) {
        return words.length(Duration.between(since, now));
    }

    /** How long until, or since. */
    public String distance(Instant at) {
        return words.length(Duration.between(now, at));
    }

    public String direction(String language) {
        return LanguageTag.direction(language);
    }

    /** A channel's name; its id where the directory does not have it. */
    public String channelName(String id) {
        var channel = directory.channel(id);
        return channel == null ? id : channel.getName();
    }

    /** A desk's name; its id where the directory does not have it. */
    public String deskName(String id) {
        var desk = directory.desk(id);
        return desk == null ? id : desk.getName();
    }

    /** A bureau's name; its id where the directory does not have it. */
    public String bureauName(String id) {
        var bureau = directory.bureau(id);
        return bureau == null ? id : bureau.getName();
    }
}
