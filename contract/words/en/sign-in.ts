import type zh from "../zh/sign-in.ts";

export default {
  title: "Sign in to continue",
  phone: "Mobile number",
  phonePlaceholder: "11 digits",
  phoneProblem: "Please enter an 11-digit mobile number",
  code: "Code",
  codePlaceholder: "6 digits",
  codeSent: (minutes: number) => `The code is on its way. It works for ${minutes} min.`,
  sendCode: "Send code",
  sendAgain: "Send again",
  sendAgainIn: (seconds: number) => `Again in ${seconds} s`,
  submit: "Sign in",
  terms: "A new number gets an account at once. By signing in you accept our terms and privacy policy.",
  welcome: (name: string) => `Welcome back, ${name}`,
  welcomeNew: (name: string) => `Welcome, ${name}`,
  demoCodes: "Demo: see the text messages here",
} satisfies typeof zh;
