import type { Scenario } from "./scenario";

export const software: Scenario = {
  id: "software",
  code: 4,
  business: "Ledgerline",
  persona: "Maya",
  country: "US",
  timezone: "America/New_York",
  callersHaveCompanies: true,
  meeting: "demo",
  bookingTool: "book_demo",
  lookupTool: "find_account",
  counts: { min: 12, max: 240 },
  sums: ["six thousand dollars", "ten thousand dollars", "eighteen thousand dollars", "thirty thousand dollars"],
  temperatures: { hot: 24, warm: 30, cold: 16, not_a_lead: 30 },
  greetings: [
    "Thanks for calling {business}, this is {persona}. Are you calling about sales or support?",
    "{business}, {persona} speaking. How can I help?",
  ],
  outboundGreetings: [
    "Hi {firstName}, this is {persona} with {business}. You started a trial for {company}. Is now an okay time?",
    "Hi {firstName}, {persona} from {business}. You joined our webinar on closing the books. Do you have a minute?",
  ],
  widgetGreetings: ["Hi there, I am {persona}. Ask me about {business}, pricing or your account."],
  needs: [
    {
      say: "We close the books by hand for {count} entities and it takes two weeks.",
      reply: "That is exactly what we automate. Most teams get down to four days.",
      topic: "month-end close",
      title: "Month-end close enquiry",
      fit: 96,
    },
    {
      say: "I am looking for expense reports for a team of {count}.",
      reply: "Happy to help. Expenses are part of every plan.",
      topic: "expense reports",
      title: "Expense report enquiry",
      fit: 84,
    },
    {
      say: "Our auditors want an approval trail and our current tool does not have one.",
      reply: "Every change in our system carries who, when and why, and auditors get their own login.",
      topic: "audit trail",
      title: "Audit trail enquiry",
      fit: 92,
    },
    {
      say: "We outgrew our accounting package and need multiple currencies.",
      reply: "We support forty currencies with daily rates, so consolidation is one click.",
      topic: "multi-currency",
      title: "Multi-currency enquiry",
      fit: 90,
    },
    {
      say: "I am a freelancer and need something for my invoices.",
      reply: "We are built for finance teams, so we may be more than you need.",
      topic: "freelancer",
      title: "Freelancer question",
      fit: 22,
    },
  ],
  details: [
    {
      ask: "What are you using right now?",
      answers: [
        "{Spreadsheets|A desktop package from ten years ago|Three different tools} and a lot of coffee.",
        "We are on a cloud package, but {the reports are too slow|it cannot handle intercompany entries}.",
      ],
    },
    {
      ask: "How big is the finance team?",
      answers: ["There are {four|six|nine} of us, plus an outside accountant.", "Two people, and one of them is me."],
    },
    {
      ask: "Who else is part of the decision?",
      answers: ["Our CFO signs, but she asked me to pick one.", "I decide that myself, I run finance here."],
    },
    {
      ask: "Do you have anyone technical who would help with the import?",
      answers: ["We have a data engineer who can give us a day.", "No, we would need you to do it."],
    },
  ],
  questions: [
    {
      say: "Do you integrate with our CRM?",
      answer: "Yes, there are ready connectors to the big ones, and a REST interface for everything else.",
      topic: "integrations",
    },
    {
      say: "Are you SOC 2 certified?",
      answer: "Yes, Type Two, and I can send you the report under a confidentiality agreement.",
      topic: "security",
    },
    {
      say: "How long does the migration take?",
      answer: "Three weeks on average, and a specialist from our side does it with you.",
      topic: "migration",
    },
    {
      say: "Can we limit who sees payroll?",
      answer: "Permissions go down to a single ledger account, so yes.",
      topic: "permissions",
    },
    {
      say: "What does support look like?",
      answer: "Chat around the clock and phone on weekdays, with a named contact from the second plan up.",
      topic: "support plans",
    },
  ],
  pricing: [
    {
      say: "What is the price for {count} users?",
      answer: "The growth plan is forty-nine dollars per user per month, with a discount if you pay yearly.",
      topic: "pricing",
    },
    {
      say: "Can you walk me through your pricing?",
      answer:
        "There are three plans, from twenty-nine to seventy-nine dollars per user. The middle one has the close checklist.",
      topic: "pricing",
    },
  ],
  trials: [
    {
      say: "Is there a free trial we can use with our own data?",
      answer: "Yes, fourteen days with everything switched on, and we load your data for you.",
      topic: "free trial",
    },
  ],
  objections: [
    {
      say: "We tried something similar and nobody used it.",
      answer: "That happens when the close stays in spreadsheets. We train the team in week one.",
      label: "adoption",
    },
    {
      say: "A competitor quoted us less.",
      answer: "Please compare what is included. Migration and support are in our price.",
      label: "price",
    },
    {
      say: "I am worried about the switch in the middle of the year.",
      answer: "You can run both in parallel for a quarter, that is included.",
      label: "switching risk",
    },
  ],
  urgencyQuestions: ["When do you need to be live?", "What is your timeline?"],
  urgency: {
    urgent: [
      { say: "We have to be live before the quarter ends.", score: 93 },
      { say: "The audit starts on the {day}, so yesterday would be best.", score: 97 },
      { say: "Our renewal is due on {weekday} and I do not want to sign it again.", score: 91 },
    ],
    soon: [
      { say: "We are aiming for the start of next quarter.", score: 58 },
      { say: "Some time in the next six months.", score: 42 },
    ],
    none: [
      { say: "No timeline, I am just doing research.", score: 12 },
      { say: "This is for next fiscal year at the earliest.", score: 16 },
    ],
  },
  budgetQuestions: ["Do you have a budget for this?", "What range are you working with?"],
  budget: {
    ready: [
      { say: "We have {sum} a year approved.", score: 92 },
      { say: "The budget is {sum} and it is already in the plan.", score: 89 },
    ],
    limited: [
      { say: "Around {sum} a year, but I have to make a case for it.", score: 58 },
      { say: "I would guess {sum}, nothing is signed off.", score: 50 },
    ],
    none: [
      { say: "There is a spending freeze at the moment.", score: 8 },
      { say: "We have nothing planned for new tools.", score: 12 },
    ],
  },
  offers: [
    "Would a thirty-minute demo with a specialist be useful?",
    "I can set you up with a demo on your own chart of accounts. Should I?",
  ],
  declines: [
    { say: "No thanks, I would rather read about it myself.", score: 18 },
    { say: "We are going to stay with what we have.", score: 8 },
    { say: "This is not a priority for us, sorry.", score: 12 },
  ],
  errands: [
    {
      title: "Password reset",
      topic: "password reset",
      turns: [
        "I cannot log in, it says my account is locked.",
        "I can help with that. I have sent a reset link to the address on file.",
        "It just arrived. Okay, I am back in.",
        "Great. Is there anything else?",
        "No, that was quick, thank you.",
      ],
    },
    {
      title: "Bank feed stopped",
      topic: "bank feed",
      turns: [
        "Our bank feed stopped on Monday and nothing comes through.",
        "Your bank asks for a new consent every ninety days. You can renew it under connections.",
        "Let me see. Yes, it says expired.",
        "After you renew it, the missing days load within an hour.",
        "Perfect, I will try that.",
      ],
    },
    {
      title: "Export stuck",
      topic: "export",
      turns: [
        "An export has been running since last night and my boss is waiting for it.",
        "I am sorry about that. I can see it and have raised it with engineering.",
        "When will I hear something?",
        "Within two hours, by e-mail and in the app.",
        "I really need it today.",
        "I have marked it as urgent and added your note.",
        "All right.",
      ],
    },
  ],
};
