package dev.daybook.jar;

import dev.daybook.support.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.openqa.selenium.By;

/** The operator's page as somebody sees it who has no network but this machine. */
final class OperatorsBrowser implements AutoCloseable {
    private static final By PROJECTIONS = By.cssSelector("[data-projection]");
    private static final By PAGES = By.cssSelector(".session nav a");
    private static final By WELCOME = By.id("welcome");
    private static final String WIDER_THAN_THE_WINDOW =
            "const page = document.documentElement; return page.scrollWidth - page.clientWidth";
    private static final String LIGHT_OF_THE_BACKGROUND =
            "return Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number))";

    private final Browser browser;

    private OperatorsBrowser(Browser browser) {
        this.browser = browser;
    }

    /** Empty where no Chromium is installed. */
    static Optional<OperatorsBrowser> open(Path userDataDir, int port) {
        return Browser.open(userDataDir).map(browser -> {
            browser.visit("http://127.0.0.1:" + port + "/operations");
            return new OperatorsBrowser(browser);
        });
    }

    void logIn(String username, String password) {
        browser.type(By.name("login"), username);
        browser.type(By.name("password"), password);
        browser.click(By.cssSelector("#log-in button"));
        browser.await(() -> browser.find(By.id("who")).getText().contains(username));
    }

    void logOut() {
        browser.click(By.id("log-out"));
        browser.awaitClickable(By.name("login"));
    }

    /** Waits for the words in the text that the page shows instead of its contents, and returns that text. */
    String awaitWelcome(String words) {
        browser.await(() -> browser.find(WELCOME).getText().contains(words));
        return browser.find(WELCOME).getText();
    }

    boolean showsAnything() {
        return !browser.findAll(By.id("sections")).isEmpty();
    }

    /** Their names, as soon as they are there. */
    List<String> awaitProjections() {
        browser.await(() -> !browser.findAll(PROJECTIONS).isEmpty());
        return browser.findAll(PROJECTIONS).stream()
                .map(projection -> Objects.requireNonNull(projection.getDomAttribute("data-projection")))
                .toList();
    }

    long rowsOf(String projection) {
        var shown = browser.find(cell(projection, "Rows")).getText();
        return Long.parseLong(shown.replaceAll("\\D", ""));
    }

    boolean mayChange(String projection) {
        return !browser.findAll(By.cssSelector("[data-projection='%s'] button".formatted(projection)))
                .isEmpty();
    }

    /** What somebody is told who may look on only. */
    String explanation() {
        return browser.find(By.id("admin-only")).getText();
    }

    void verify(String projection) {
        browser.click(button(projection, "verify"));
    }

    void rebuild(String projection) {
        browser.click(button(projection, "rebuild"));
        browser.click(By.cssSelector("#confirm-rebuild button[value=rebuild]"));
        browser.awaitGone(By.id("confirm-rebuild"));
    }

    /** Waits until the bar is gone, and for these words in its place. */
    void awaitRun(String projection, String label, String words) {
        browser.await(() -> browser.find(cell(projection, label)).getText().contains(words));
        browser.awaitGone(By.cssSelector("[data-projection='%s'] progress".formatted(projection)));
        browser.awaitClickable(button(projection, "verify"));
    }

    /** 0 as long as there is none. */
    private long newestPosition() {
        return browser.findAll(By.cssSelector(".events li")).stream()
                .findFirst()
                .map(event -> Long.parseLong(Objects.requireNonNull(event.getDomAttribute("data-position"))))
                .orElse(0L);
    }

    void awaitAnyEvent() {
        browser.await(() -> newestPosition() > 0);
    }

    /** Opens the first event of this type after a position, as soon as it is there, and waits for what is in it. */
    void openEvent(String type, long after) {
        browser.await(() -> {
            var event = browser.findAll(By.cssSelector(".events li[data-type='%s']".formatted(type))).stream()
                    .filter(row -> Long.parseLong(Objects.requireNonNull(row.getDomAttribute("data-position"))) > after)
                    .findFirst();
            event.filter(row ->
                            row.findElements(By.cssSelector("details[open]")).isEmpty())
                    .ifPresent(row -> row.findElement(By.tagName("summary")).click());
            return event.filter(row -> !row.findElements(By.cssSelector("details[open] pre"))
                            .isEmpty())
                    .isPresent();
        });
    }

    String openPayload() {
        return browser.find(By.cssSelector(".events details[open] pre")).getText();
    }

    /** Waits until the timeline is of this order and its picture has this step. */
    void awaitStep(String number, String label) {
        browser.await(
                () -> browser.find(By.cssSelector("#timeline .facts")).getText().contains(number));
        browser.await(() -> browser.findAll(By.cssSelector("#timeline svg .label")).stream()
                .anyMatch(step -> label.equals(step.getDomProperty("textContent"))));
    }

    /** The same in words, which one unfolds. */
    String stepsInWords() {
        browser.click(By.cssSelector("#timeline .steps summary"));
        return browser.find(By.cssSelector("#timeline .steps ol")).getText();
    }

    void becomePhone() {
        browser.becomePhone(390, 844);
    }

    void preferDark() {
        browser.preferDark();
    }

    /** In pixels. */
    long overflow() {
        return number(WIDER_THAN_THE_WINDOW);
    }

    /** What axe calls serious or critical. */
    List<?> faults() {
        return browser.faults();
    }

    /** The addresses of the other pages, as soon as both are known. */
    List<String> awaitPages() {
        browser.await(() -> browser.findAll(PAGES).size() == 2);
        return browser.findAll(PAGES).stream()
                .map(link -> Objects.requireNonNull(link.getDomProperty("href")))
                .toList();
    }

    /** Lets the page be told that each verification has failed. */
    void letVerificationsFail() {
        browser.run("""
                const send = window.fetch;
                window.fetch = async (...request) => {
                  const answer = await send(...request);
                  const text = await answer.text();
                  return new Response(text.replace(
                      /"kind":"VERIFY","state":"SUCCEEDED"/g, '"kind":"VERIFY","state":"FAILED"'), answer);
                };""");
    }

    /** The first part of the page, as soon as there are these words in it. */
    void awaitFirst(String words) {
        browser.await(() ->
                browser.find(By.cssSelector("#sections > section")).getText().contains(words));
    }

    /** Waits for the charts to have this many lines. */
    void awaitCharts(int lines) {
        browser.await(() -> browser.findAll(By.cssSelector("#load path[d^=M]")).size() == lines);
    }

    /** Sets the clock of the page forward, beyond the end of its access token. */
    void letTheTokenExpire() {
        browser.run("const now = Date.now; Date.now = () => now() + 3600000");
    }

    String accessToken() {
        return String.valueOf(browser.run("return JSON.parse(sessionStorage.getItem('daybook.session'))?.accessToken"));
    }

    void awaitAccessTokenOtherThan(String spent) {
        browser.await(() -> !Set.of(spent, "null").contains(accessToken()));
    }

    /** Whom the bar says that somebody is. */
    String who() {
        return browser.find(By.id("who")).getText();
    }

    /** The lightest of red, green and blue, 0..255. */
    long lightOfTheBackground() {
        return number(LIGHT_OF_THE_BACKGROUND);
    }

    List<String> severeErrors() {
        return browser.severeErrors();
    }

    void saveScreenshot(String name) throws IOException {
        browser.saveScreenshot(Path.of("target", name));
    }

    @Override
    public void close() {
        browser.close();
    }

    private long number(String script) {
        return ((Number) Objects.requireNonNull(browser.run(script))).longValue();
    }

    private static By button(String projection, String action) {
        return By.cssSelector("[data-projection='%s'] [data-action=%s]".formatted(projection, action));
    }

    private static By cell(String projection, String label) {
        return By.cssSelector("[data-projection='%s'] [data-label='%s']".formatted(projection, label));
    }
}
