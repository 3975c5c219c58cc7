package io.copyflow.desk.web;

import io.copyflow.desk.aid.Aids;
import io.copyflow.desk.ask.Commands;
import io.copyflow.desk.index.StoryIndex;
import io.copyflow.directory.Directory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What screens work with.
 *
 * @param index what there is to read
 * @param directory people, editions, desks as they are now
 * @param commands the way to ask the stages
 * @param aids what others in this process answer
 * @param folder where a screen may keep what is not in the log, such as unfinished texts
 */
public record House(
        StoryIndex index,
        Supplier<Directory> directory,
        Commands commands,
        Aids aids,
        Path folder,
        InstantSource clock) {}
