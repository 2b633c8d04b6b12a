import "../kit/tokens.css";
import "../kit/reset.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { newQueryClient } from "../kit/use-api.ts";
import { beginLanguage, loadWords } from "../kit/words.ts";
import { takeFirstAnswers } from "./first-answers.ts";
import { newRouter } from "./routes.tsx";

beginLanguage();
const queries = newQueryClient();
takeFirstAnswers(queries);
const router = newRouter(queries);
// Words and the first screen travel side by side; the page is drawn once, whole.
await Promise.all([loadWords("kit", "shell"), router.load()]);

const place = document.getElementById("app");
if (!place) throw new Error("index.html has no #app");
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
