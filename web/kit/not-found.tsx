import { ErrorState } from "./error-state.tsx";
import { ApiProblem } from "./problem.ts";

const nowhere = new ApiProblem({ status: 404, code: "client.no_such_page" });

export const NotFound = () => <ErrorState problem={nowhere} />;
