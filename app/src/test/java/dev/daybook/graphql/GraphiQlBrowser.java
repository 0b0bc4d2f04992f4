package dev.daybook.graphql;

import dev.daybook.support.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.openqa.selenium.By;

/** GraphiQL as somebody sees it who has no network but this machine. */
public final class GraphiQlBrowser implements AutoCloseable {

    private static final By EXECUTE = By.cssSelector(".graphiql-execute-button");
    private static final By TABS = By.cssSelector(".graphiql-tab-button");
    private static final By LOADING = By.cssSelector(".graphiql-spinner");
    private static final String ANSWER = "return document.querySelector('.result-window .CodeMirror').CodeMirror.";
    private static final String OPERATION_IS_KNOWN = """
            const query = document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror;
            return query.operationName != null && query.getValue().includes(query.operationName)""";

    private final Browser browser;

    private GraphiQlBrowser(Browser browser) {
        this.browser = browser;
    }

    /** Empty where no Chromium is installed. */
    public static Optional<GraphiQlBrowser> open(Path userDataDir) {
        return Browser.open(userDataDir).map(GraphiQlBrowser::new);
    }

    /** Waits until the page is drawn and knows the schema. */
    public void visit(int port) {
        browser.visit("http://127.0.0.1:" + port + "/graphiql");
        browser.awaitClickable(EXECUTE);
        browser.awaitGone(LOADING);
    }

    /** Uses the bar above GraphiQL and waits for what it says. */
    public String logIn(String login, String password) {
        browser.type(By.name("login"), login);
        browser.type(By.name("password"), password);
        browser.click(By.cssSelector("#log-in button"));
        return text(() -> browser.find(By.id("who")).getText());
    }

    /** Opens one of the tabs, the first of which is 0. */
    public void showTab(int index) {
        browser.findAll(TABS).get(index).click();
        browser.await(() -> Boolean.TRUE.equals(browser.run(OPERATION_IS_KNOWN)));
    }

    /** Presses the button of the open tab and waits for the answer. */
    public String execute() {
        press();
        return text(this::answer);
    }

    /** Presses the button of the open tab, which also ends what goes on. */
    public void press() {
        browser.run(ANSWER + "setValue('')");
        browser.click(EXECUTE);
    }

    public String answer() {
        return String.valueOf(browser.run(ANSWER + "getValue()"));
    }

    /** Returns the errors in the browser's log since the last call. */
    public List<String> severeErrors() {
        return browser.severeErrors();
    }

    public void resize(int width, int height) {
        browser.resize(width, height);
    }

    public void saveScreenshot(Path file) throws IOException {
        browser.saveScreenshot(file);
    }

    @Override
    public void close() {
        browser.close();
    }

    private String text(Supplier<String> source) {
        browser.await(() -> !source.get().isBlank());
        return source.get();
    }
}
